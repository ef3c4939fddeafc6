//! Reading of single parts of a DOCX file.

use std::collections::BTreeMap;

pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

pub fn part(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

pub fn children<'a>(node: roxmltree::Node<'a, 'a>, name: &'a str) -> impl Iterator<Item = roxmltree::Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name((W, name)))
}

pub fn value<'a>(node: roxmltree::Node<'a, 'a>, name: &'a str) -> Option<&'a str> {
    children(node, name).next()?.attribute((W, "val"))
}

pub fn all_named<'a>(xml: &'a roxmltree::Document<'a>, name: &'a str) -> Vec<roxmltree::Node<'a, 'a>> {
    xml.descendants().filter(|node| node.has_tag_name((W, name))).collect()
}

pub fn text_of(node: roxmltree::Node) -> String {
    node.descendants().filter(|node| node.has_tag_name((W, "t"))).filter_map(|node| node.text()).collect()
}
