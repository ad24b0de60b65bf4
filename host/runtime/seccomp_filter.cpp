#include "runtime/seccomp_filter.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <span>
#include <system_error>

#include "runtime/sanitizer_build.hpp"

namespace jobhost {
namespace {

using Calls = std::span<const int>;

// Newer than the headers of libseccomp 2.5; the number is the same on every architecture.
constexpr int kFchmodat2 = 452;

// Other programs and processes. tkill names a thread of any process, and nothing needs it since tgkill.
constexpr std::array kProcesses{SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork),
                                SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(process_madvise),
                                SCMP_SYS(process_mrelease), SCMP_SYS(kcmp), SCMP_SYS(pidfd_getfd),
                                SCMP_SYS(pidfd_send_signal), SCMP_SYS(tkill), SCMP_SYS(perf_event_open),
                                SCMP_SYS(setns), SCMP_SYS(unshare),
                                // Out of its process group it would be out of the reach of the host's signals.
                                SCMP_SYS(setpgid), SCMP_SYS(setsid)};

constexpr std::array kMachine{
    SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(open_tree),
    SCMP_SYS(move_mount), SCMP_SYS(fsopen), SCMP_SYS(fsconfig), SCMP_SYS(fsmount), SCMP_SYS(fspick),
    SCMP_SYS(mount_setattr), SCMP_SYS(bpf), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(keyctl),
    SCMP_SYS(kexec_load), SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module), SCMP_SYS(reboot),
    SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(acct), SCMP_SYS(quotactl), SCMP_SYS(syslog),
    SCMP_SYS(settimeofday), SCMP_SYS(clock_settime), SCMP_SYS(adjtimex), SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname), SCMP_SYS(clock_adjtime), SCMP_SYS(vhangup), SCMP_SYS(userfaultfd),
    SCMP_SYS(open_by_handle_at), SCMP_SYS(fanotify_init), SCMP_SYS(kexec_file_load), SCMP_SYS(iopl),
    SCMP_SYS(ioperm),
    // It can open sockets and does not pass through this filter.
    SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register)};

// What Landlock does not guard: modes, owners, attributes and times of files anywhere.
constexpr std::array kFileAttributes{
    SCMP_SYS(chmod),     SCMP_SYS(fchmodat), SCMP_SYS(chown),        SCMP_SYS(fchown),       SCMP_SYS(lchown),
    SCMP_SYS(fchownat),  SCMP_SYS(setxattr), SCMP_SYS(lsetxattr),    SCMP_SYS(fsetxattr),    SCMP_SYS(removexattr),
    SCMP_SYS(utime),     SCMP_SYS(utimes),   SCMP_SYS(lremovexattr), SCMP_SYS(fremovexattr), SCMP_SYS(utimensat),
    SCMP_SYS(futimesat), kFchmodat2};

void check_call(int result, const char* what) {
  if (result < 0) { throw std::system_error(-result, std::generic_category(), what); }
}

class SeccompFilter {
 public:
  SeccompFilter() : context_(::seccomp_init(SCMP_ACT_ALLOW)) {
    if (context_ == nullptr) { throw std::system_error(ENOMEM, std::generic_category(), "seccomp_init"); }
  }
  ~SeccompFilter() { ::seccomp_release(context_); }
  SeccompFilter(const SeccompFilter&) = delete;
  SeccompFilter& operator=(const SeccompFilter&) = delete;

  void forbid(Calls calls) {
    for (const int call : calls) { answer(EPERM, call); }
  }
  // The call fails, or with error 0 seems to succeed, and has no effect. A call that this architecture does not
  // have is passed over.
  void answer(std::uint32_t error, int call) {
    check_call(::seccomp_rule_add(context_, SCMP_ACT_ERRNO(error), call, 0), "seccomp_rule_add");
  }
  void forbid_when(int call, const scmp_arg_cmp& condition) {
    check_call(::seccomp_rule_add(context_, SCMP_ACT_ERRNO(EPERM), call, 1, condition), "seccomp_rule_add");
  }
  void load() {
    ::seccomp_attr_set(context_, SCMP_FLTATR_CTL_OPTIMIZE,
                       2);  // a search tree; nothing is lost when it is not known
    check_call(::seccomp_load(context_), "seccomp_load");
  }

 private:
  scmp_filter_ctx context_;
};

// Threads yes, processes no. A filter cannot look into clone3's argument; glibc takes clone when it is not there.
void forbid_new_processes(SeccompFilter& filter) {
  filter.answer(ENOSYS, SCMP_SYS(clone3));
  if (kSanitizerBuild) { return; }  // LeakSanitizer clones and traces when the process ends
  filter.forbid_when(SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
  filter.answer(EPERM, SCMP_SYS(ptrace));
}

// abort() and pthread_kill() signal the process itself; 0 means the caller.
void forbid_touching_others_and_limits(SeccompFilter& filter) {
  const auto self = static_cast<scmp_datum_t>(::getpid());
  for (const int call :
       {SCMP_SYS(kill), SCMP_SYS(tgkill), SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo)}) {
    filter.forbid_when(call, SCMP_A0(SCMP_CMP_NE, self));
  }
  // Its limits are final, also for a host that runs as root; reading them is not.
  filter.answer(EPERM, SCMP_SYS(setrlimit));
  filter.forbid_when(SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_NE, 0));
  for (const int call :
       {SCMP_SYS(prlimit64), SCMP_SYS(sched_setscheduler), SCMP_SYS(sched_setparam), SCMP_SYS(sched_setattr)}) {
    filter.forbid_when(call, SCMP_A0(SCMP_CMP_NE, 0));
  }
  filter.forbid_when(SCMP_SYS(setpriority), SCMP_A0(SCMP_CMP_NE, PRIO_PROCESS));
  filter.forbid_when(SCMP_SYS(setpriority), SCMP_A1(SCMP_CMP_NE, 0));
  filter.forbid_when(SCMP_SYS(ioprio_set), SCMP_A1(SCMP_CMP_NE, 0));
}

void forbid_network(SeccompFilter& filter) {
  filter.answer(EPERM, SCMP_SYS(socket));
  filter.forbid_when(SCMP_SYS(socketpair), SCMP_A0(SCMP_CMP_NE, AF_UNIX));
}

}  // namespace

void install_seccomp_filter(bool allow_network) {
  SeccompFilter filter;
  filter.forbid(kProcesses);
  filter.forbid(kMachine);
  filter.forbid(kFileAttributes);
  // std::filesystem::copy_file sets the mode of what it has written and gives up when it cannot.
  filter.answer(0, SCMP_SYS(fchmod));
  forbid_new_processes(filter);
  forbid_touching_others_and_limits(filter);
  if (!allow_network) { forbid_network(filter); }
  filter.load();
}

}  // namespace jobhost
