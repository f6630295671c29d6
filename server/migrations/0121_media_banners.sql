-- Banners of profiles.

ALTER TABLE media.asset DROP CONSTRAINT asset_purpose_check;
ALTER TABLE media.asset
    ADD CONSTRAINT asset_purpose_check CHECK (purpose IN ('post', 'avatar', 'banner'));
