-- When the house was made of a backup, and the last event that the backup knew.

CREATE TABLE kernel.restoration (
    id uuid PRIMARY KEY,
    made_at timestamptz NOT NULL,
    restored_at timestamptz NOT NULL,
    last_event uuid
);
