-- Canvases that members made. The one of the whole house is always there and has no row, and what
-- is said on any of them is kept nowhere.

CREATE SCHEMA canvas;

CREATE TABLE canvas.canvas (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    created_at timestamptz NOT NULL
);

CREATE INDEX canvas_by_owner ON canvas.canvas (owner_id, id DESC);
