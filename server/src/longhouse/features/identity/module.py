"""What identity brings to the house, built and wired."""

from longhouse.features.identity import events, jobs, push
from longhouse.features.identity.model import AddressOf, no_address
from longhouse.features.identity.policy.lifetimes import Lifetimes
from longhouse.features.identity.routes import ROUTES
from longhouse.features.identity.service.authenticate import Authenticate
from longhouse.features.identity.service.credentials import CredentialChanges
from longhouse.features.identity.service.emails import Emails
from longhouse.features.identity.service.invites import Invites
from longhouse.features.identity.service.last_seen import LastSeen
from longhouse.features.identity.service.link_desk import LinkDesk
from longhouse.features.identity.service.links import Links
from longhouse.features.identity.service.members import Members
from longhouse.features.identity.service.notices import Notices
from longhouse.features.identity.service.passwords import Passwords
from longhouse.features.identity.service.prove import Proofs
from longhouse.features.identity.service.reset_requests import ResetRequests
from longhouse.features.identity.service.second_factor import SecondFactors
from longhouse.features.identity.service.sessions import Sessions
from longhouse.features.identity.service.sign_in import SignIn
from longhouse.features.identity.service.sign_up import SignUp
from longhouse.features.identity.service.site import Site
from longhouse.features.identity.service.tokens import Tokens
from longhouse.features.identity.settings import IdentitySettings
from longhouse.kernel.house import House
from longhouse.kernel.module import Loop, Module

EVENTS = (
    events.MemberRegistered,
    events.MemberApproved,
    events.MemberRejected,
    events.MemberDeleted,
    events.MemberRestored,
    events.MemberErased,
    events.MemberChanged,
    events.AdminGranted,
    events.AdminRevoked,
    events.SessionStarted,
    events.SessionEnded,
    events.ConfigChanged,
    events.InviteCreated,
    events.InviteRevoked,
    events.ActRecorded,
)


def module(house: House, *, avatar_address: AddressOf = no_address) -> Module:
    settings = house.config.get(IdentitySettings)
    lifetimes = Lifetimes(settings)
    site = Site(settings)
    notices = Notices(house.mail, site, house.public_url)
    passwords = Passwords(settings)
    sessions = Sessions(lifetimes, house.withdraw)
    factors = SecondFactors(house.secrets, house.limits, notices, site)
    proofs = Proofs(house.db, passwords, factors, house.limits, house.secrets, settings)
    desk = LinkDesk(lifetimes, house.public_url)
    emails = Emails(house.mail, desk, notices, house.limits, settings)
    sign_up = SignUp(house.db, passwords, site, emails, house.limits, settings)
    sign_in = SignIn(house.db, proofs, passwords, factors, sessions)
    links = Links(
        house.db, desk, sign_up, sign_in, passwords, sessions, notices, emails, house.limits
    )
    members = Members(sessions, emails, lifetimes)
    reset_requests = ResetRequests(desk, notices, emails, house.limits, settings)
    last_seen = LastSeen(house.db)
    return Module(
        name="identity",
        events=EVENTS,
        routes=ROUTES,
        dependencies={
            "avatar_address": avatar_address,
            "authenticator": Authenticate(lifetimes, last_seen),
            "credentials": CredentialChanges(
                house.db, proofs, passwords, sessions, notices, emails, members
            ),
            "emails": emails,
            "invites": Invites(house.public_url),
            "jar": house.cookies,
            "last_seen": last_seen,
            "links": links,
            "mail": house.mail,
            "members": members,
            "reset_requests": reset_requests,
            "second_factors": factors,
            "sessions": sessions,
            "sign_in": sign_in,
            "sign_up": sign_up,
            "site": site,
            "tokens": Tokens(house.db, proofs, factors, sessions, lifetimes, house.limits),
        },
        jobs=[reset_requests.job],
        schedules=jobs.schedules(members),
        topics=push.TOPICS,
        pushes=push.pushes(site, emails, avatar_address),
        reads=("profiles.profile",),
        loops=[Loop("last seen", last_seen.run, last_seen.stop)],
    )
