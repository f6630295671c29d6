"""Mail: a port with a folder as its default and SMTP behind the same interface.

Owns: the shape of a mail, the job that delivers it, both implementations.
Promises: a mail is enqueued with the transaction that wants it and tried again until it is
delivered; header injection is impossible, because addresses, subjects and further headers with line
breaks are refused.
Never does: decide who gets mail, or log what is in it.
"""

from longhouse.kernel.mail.deliver import FolderPost, Post, SmtpPost
from longhouse.kernel.mail.mailer import Mail, Mailer, forget_waiting

__all__ = ["FolderPost", "Mail", "Mailer", "Post", "SmtpPost", "forget_waiting"]
