//! 竞岗
fn main() {}
