//! The jobhost plugin ABI, version 1.0: plugin.h written by hand in Rust, and a thin safe layer over one job. Threads,
//! ownership and lifetimes are as plugin.h says. The layout is pinned at the end of this file.
#![allow(dead_code)]

use std::ffi::c_void;
use std::os::raw::c_char;

pub const ABI_MAJOR: u32 = 1;
pub const ABI_MINOR: u32 = 0;

pub type Status = i32;
pub const OK: Status = 0;
pub const FAILED: Status = 1;
pub const CANCELLED: Status = 2;
pub const INVALID: Status = 3;
pub const NOT_FOUND: Status = 4;
pub const TOO_LARGE: Status = 5;

pub const LOG_DEBUG: i32 = 0;
pub const LOG_INFO: i32 = 1;
pub const LOG_WARNING: i32 = 2;
pub const LOG_ERROR: i32 = 3;

pub const RETRY: i32 = 0;
pub const NO_RETRY: i32 = 1;

/// Borrowed UTF-8 text or bytes.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    pub data: *const c_char,
    pub size: usize,
}

impl Text {
    pub const EMPTY: Text = Text { data: std::ptr::null(), size: 0 };

    pub const fn new(text: &str) -> Text {
        Text { data: text.as_ptr() as *const c_char, size: text.len() }
    }

    /// # Safety
    /// The text is borrowed: see plugin.h for how long it lives.
    pub unsafe fn as_str<'a>(self) -> &'a str {
        if self.size == 0 {
            return "";
        }
        let bytes = std::slice::from_raw_parts(self.data as *const u8, self.size);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

#[repr(C)]
pub struct Host {
    pub struct_size: u32,
    pub abi_major: u32,
    pub abi_minor: u32,
    pub reserved: u32,
    pub name: Text,
    pub version: Text,
    pub get_extension: Option<unsafe extern "C" fn(*const Host, Text) -> *const c_void>,
    pub refuse: Option<unsafe extern "C" fn(*const Host, Text)>,
}

#[repr(C)]
pub struct RawJob {
    pub struct_size: u32,
    pub attempt: u32,
    pub id: i64,
    pub payload: Text,
    pub host_data: *mut c_void,
    pub cancelled: unsafe extern "C" fn(*const RawJob) -> i32,
    pub progress: unsafe extern "C" fn(*const RawJob, f64, Text),
    pub log: unsafe extern "C" fn(*const RawJob, i32, Text),
    pub set_result: unsafe extern "C" fn(*const RawJob, Text) -> Status,
    pub fail: unsafe extern "C" fn(*const RawJob, Text, i32, Text),
    pub last_error: unsafe extern "C" fn(*const RawJob) -> Text,
}

#[repr(C)]
pub struct Descriptor {
    pub struct_size: u32,
    pub reserved: u32,
    pub id: Text,
    pub version: Text,
    pub title: Text,
    pub description: Text,
    pub payload_schema: Text,
    pub result_schema: Text,
    pub example_payload: Text,
}

#[repr(C)]
pub struct Plugin {
    pub struct_size: u32,
    pub abi_major: u32,
    pub abi_minor: u32,
    pub reserved: u32,
    pub descriptor: *const Descriptor,
    pub init: Option<unsafe extern "C" fn(*const Host, Text, *mut *mut c_void) -> Status>,
    pub destroy: Option<unsafe extern "C" fn(*mut c_void)>,
    pub run: Option<unsafe extern "C" fn(*mut c_void, *const RawJob) -> Status>,
    pub get_extension: Option<unsafe extern "C" fn(*mut c_void, Text) -> *const c_void>,
}

// Only read after they are made, by one process.
unsafe impl Sync for Descriptor {}
unsafe impl Sync for Plugin {}

/// Why a job does not succeed.
pub enum Stop {
    /// It was cancelled.
    Cancelled,
    /// It cannot succeed: a short stable word and a sentence.
    Job(&'static str, String),
    /// Something outside of the job went wrong: worth another attempt.
    Retry(&'static str, String),
}

/// One running job.
pub struct Job<'a>(&'a RawJob);

impl Job<'_> {
    pub fn payload(&self) -> &str {
        unsafe { self.0.payload.as_str() }
    }

    /// Cheap; call it at least every 10 ms.
    pub fn check_cancelled(&self) -> Result<(), Stop> {
        if unsafe { (self.0.cancelled)(self.0) } != 0 {
            return Err(Stop::Cancelled);
        }
        Ok(())
    }

    pub fn progress(&self, fraction: f64, message: &str) {
        unsafe { (self.0.progress)(self.0, fraction, Text::new(message)) }
    }

    pub fn log(&self, level: i32, message: &str) {
        unsafe { (self.0.log)(self.0, level, Text::new(message)) }
    }

    fn end(&self, outcome: Result<String, Stop>) -> Status {
        let (code, retry, message) = match outcome {
            Ok(result) => return unsafe { (self.0.set_result)(self.0, Text::new(&result)) },
            Err(Stop::Cancelled) => return CANCELLED,
            Err(Stop::Job(code, message)) => (code, NO_RETRY, message),
            Err(Stop::Retry(code, message)) => (code, RETRY, message),
        };
        unsafe { (self.0.fail)(self.0, Text::new(code), retry, Text::new(&message)) };
        FAILED
    }
}

/// Runs `body`; no panic leaves it.
///
/// # Safety
/// `raw` is the job that the host gave to run().
pub unsafe fn run_job(raw: *const RawJob, body: fn(&Job) -> Result<String, Stop>) -> Status {
    let job = Job(&*raw);
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| body(&job)));
    job.end(caught.unwrap_or_else(|_| Err(Stop::Retry("panic", "the plugin panicked".to_string()))))
}

const _: () = assert!(std::mem::size_of::<Text>() == 16);
const _: () = assert!(std::mem::size_of::<Host>() == 64);
const _: () = assert!(std::mem::size_of::<RawJob>() == 88);
const _: () = assert!(std::mem::size_of::<Descriptor>() == 120);
const _: () = assert!(std::mem::size_of::<Plugin>() == 56);
