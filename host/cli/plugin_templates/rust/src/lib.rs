//! The job type {{name}}: adds up the numbers of its payload. Replace DESCRIPTOR and add_up() with your own.

mod jobhost;

use jobhost::{Descriptor, Host, Job, Plugin, RawJob, Status, Stop, Text};
use std::ffi::c_void;

static DESCRIPTOR: Descriptor = Descriptor {
    struct_size: std::mem::size_of::<Descriptor>() as u32,
    reserved: 0,
    id: Text::new("{{name}}"),
    version: Text::new("0.1.0"),
    title: Text::new("{{title}}"),
    description: Text::new("Adds up the numbers of its payload."),
    payload_schema: Text::new(
        r#"{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {
            "values": {"type": "array", "title": "Values", "items": {"type": "number"}, "minItems": 1}},
            "required": ["values"], "additionalProperties": false}"#,
    ),
    result_schema: Text::new(
        r#"{"type": "object", "properties": {"sum": {"type": "number"}, "count": {"type": "integer"}},
            "required": ["sum", "count"]}"#,
    ),
    example_payload: Text::new(r#"{"values": [1, 2, 3]}"#),
};

/// The payload fits the schema above: {"values": [number, ...]}. For more than that take a JSON crate.
fn add_up(job: &Job) -> Result<String, Stop> {
    let payload = job.payload();
    let bad_values = || Stop::Job("bad_values", "values is not a list of numbers".to_string());
    let start = payload.find('[').ok_or_else(bad_values)? + 1;
    let end = payload.rfind(']').ok_or_else(bad_values)?;
    let mut sum = 0.0;
    let mut count = 0;
    for word in payload.get(start..end).ok_or_else(bad_values)?.split(',') {
        job.check_cancelled()?;
        sum += word.trim().parse::<f64>().map_err(|_| bad_values())?;
        count += 1;
    }
    if !f64::is_finite(sum) {
        return Err(Stop::Job("too_large", "the sum is too large for a number".to_string()));
    }
    job.log(jobhost::LOG_INFO, "added up");
    job.progress(1.0, "done");
    Ok(format!("{{\"sum\": {}, \"count\": {}}}", sum, count))
}

unsafe extern "C" fn run(_instance: *mut c_void, job: *const RawJob) -> Status {
    jobhost::run_job(job, add_up)
}

static PLUGIN: Plugin = Plugin {
    struct_size: std::mem::size_of::<Plugin>() as u32,
    abi_major: jobhost::ABI_MAJOR,
    abi_minor: jobhost::ABI_MINOR,
    reserved: 0,
    descriptor: &DESCRIPTOR,
    init: None,
    destroy: None,
    run: Some(run),
    get_extension: None,
};

/// The one symbol that a plugin exports.
#[no_mangle]
pub extern "C" fn jobhost_plugin_v1(_host: *const Host) -> *const Plugin {
    &PLUGIN
}
