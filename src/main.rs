//! 竞岗
fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args[1] == "sample" { jinggang::sample::write(std::path::Path::new(&args[2])).unwrap(); return; }
    if args[1] == "read" { let r = jinggang::workbook::read(std::path::Path::new(&args[2])).unwrap(); for p in &r.problems { println!("{p}"); }
      let d = jinggang::procedure::Decisions::of(&r.round); for p in &d.problems { println!("{p}"); }
      println!("{:?}", d.cancelled);
      for e in &d.eligibility { if !e.reasons.is_empty() { println!("{} {:?} {:?}", r.round.applicant(e.person).unwrap().name, e.verdict, e.reasons); } }
      for (i,p) in d.evaluations.posts.iter().enumerate() { println!("{} {:?} {:?}", r.round.posts[i].name, p.passed.iter().map(|p| r.round.applicant(*p).unwrap().name.to_string()).collect::<Vec<_>>(), p.steps); }
      for (i,p) in d.votes.iter().enumerate() { println!("{} {:?} vac {} {:?}", r.round.posts[i].name, p.winners.iter().map(|w| (r.round.applicant(w.person).unwrap().name.to_string(), w.reason.clone())).collect::<Vec<_>>(), p.vacant, p.stopped); }
      return; }
    let fonts = jinggang::typeset::Fonts::find(&[], false).unwrap();
    let path = std::path::Path::new(&args[1]);
    let setter = jinggang::typeset::Typesetter::new(fonts, Box::new(jinggang::typeset::Folder::new(path.parent().unwrap())));
    let job = jinggang::typeset::Job::of_file(&setter, path.file_name().unwrap().to_str().unwrap()).unwrap();
    match job.pages() { Ok(d) => { for w in &d.warnings { println!("pdf: {w}"); } std::fs::write(&args[2], job.pdf(&d.value).unwrap()).unwrap(); }, Err(e) => println!("{e}") }
    match job.docx() { Ok(d) => { for w in &d.warnings { println!("docx: {w}"); } std::fs::write(&args[3], d.value).unwrap(); }, Err(e) => println!("{e}") }
}
