-- An e-mail address counts as its member's once they followed a link that was sent to it. Addresses
-- from before were never asked, so none of them counts yet.

-- The address that was confirmed, rather than a mark beside it: whoever changes the address of the
-- account, older code too, has not confirmed the new one.
ALTER TABLE identity.account ADD COLUMN confirmed_email text;

-- What the browser wished for that a member signed in with last.
ALTER TABLE identity.account ADD COLUMN language text;

-- A link to an address says which; the account has it already, or gets it by the link.
ALTER TABLE identity.one_time_link ADD COLUMN email text;
ALTER TABLE identity.one_time_link DROP CONSTRAINT one_time_link_kind_check;
ALTER TABLE identity.one_time_link ADD CONSTRAINT one_time_link_kind_check
    CHECK (kind IN ('first_admin', 'reset', 'email'));
ALTER TABLE identity.one_time_link ADD CONSTRAINT one_time_link_email_check
    CHECK ((kind = 'email') = (email IS NOT NULL));
