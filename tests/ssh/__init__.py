"""README's recipe for clerks over SSH, against a real sshd on loopback."""
