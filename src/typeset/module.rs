//! A template as a module: what it defines, without making a document of it.

use typst::World;
use typst::comemo::Track;
use typst::diag::SourceDiagnostic;
use typst::engine::{Route, Sink, Traced};
use typst::foundations::{Module, Value};

use super::diagnostic::{Diagnostic, Severity, own_words};
use super::world::{Job, Typesetter};

impl Typesetter {
    /// Evaluates a file.
    ///
    /// # Errors
    /// If it cannot be read, or what Typst says is wrong in it.
    pub fn module(&self, path: &str) -> Result<Module, String> {
        let job = Job::of_file(self, path).map_err(|error| format!("读不了（{}）", own_words(&error.to_string())))?;
        let world: &dyn World = &job;
        let source =
            world.source(world.main()).map_err(|error| format!("读不了（{}）", own_words(&error.to_string())))?;
        let mut sink = Sink::new();
        typst_eval::eval(
            world.track(),
            world.library(),
            Traced::default().track(),
            sink.track_mut(),
            Route::default().track(),
            &source,
        )
        .map_err(|errors| {
            let show = |error: &SourceDiagnostic| {
                let diagnostic = Diagnostic::new(world, error);
                debug_assert_eq!(diagnostic.severity, Severity::Error);
                diagnostic.to_string()
            };
            format!("有错：{}", errors.iter().map(show).collect::<Vec<_>>().join("；"))
        })
    }

    /// The families that play a role, as templates/lib/字体.typ lists them, first to last: its value of that name.
    ///
    /// # Errors
    /// If the file cannot be read, or has no list of that name.
    pub fn families(&self, role: &str) -> Result<Vec<String>, String> {
        let module = self.module(FONTS).map_err(|error| format!("模板“{FONTS}”{error}"))?;
        let Some(Value::Array(list)) = module.scope().get(role).map(|binding| binding.read().clone()) else {
            return Err(format!("模板“{FONTS}”里没有“{role}”"));
        };
        let name = |value: &Value| match value {
            Value::Str(name) => Some(name.to_string()),
            Value::Dict(covering) => match covering.get("name") {
                Ok(Value::Str(name)) => Some(name.to_string()),
                _ => None,
            },
            _ => None,
        };
        Ok(list.iter().filter_map(name).collect())
    }
}

/// Where the fonts of documents are chosen.
const FONTS: &str = "lib/字体.typ";
