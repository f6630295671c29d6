/**
 * The shapes of the HTTP interface. Written over by `npm run api` from server/openapi.json.
 */

export interface paths {
    "/api/v1/site": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { site: components["schemas"]["Site"] } } };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { username: string; password: string; email?: string | null; invite?: string | null } } };
            responses: {
                201: { headers: { [name: string]: unknown }; content: { "application/json": { id: string; username: string; email: string | null; message: string; status: "pending" | "active" } } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { username: string; password: string; code?: string | null } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["SignedIn"] } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/links/inspect": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { token: string } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { link: { kind: "first_admin" | "reset"; username: string | null; expires_at: string } } } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/first-admin": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { token: string; username: string; password: string; email?: string | null } } };
            responses: {
                201: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["SignedIn"] } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset/request": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { username: string } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { token: string; password: string } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { username: string; password: string; code?: string | null } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Tokens"] } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { refresh_token: string } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Tokens"] } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/session": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { user: components["schemas"]["Me"]; session: components["schemas"]["MySession"] } } };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/csrf": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { csrf_token: string } } };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/ws-ticket": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { ticket: string; expires_in: number } } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reauthenticate": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { password: string; code?: string | null } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: { limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { sessions: components["schemas"]["Session"][]; meta: components["schemas"]["Meta"] } } };
            };
        };
        put?: never;
        post?: never;
        delete: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{session_id}": {
        parameters: { query?: never; header?: never; path: { session_id: string }; cookie?: never };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: { query?: never; header?: never; path: { session_id: string }; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { current_password: string; new_password: string; end_other_sessions: boolean } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { email: string | null; current_password: string } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { user: components["schemas"]["Me"] } } };
            };
        };
        trace?: never;
    };
    "/api/v1/auth/second-factor": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { second_factor: { enabled: boolean; recovery_codes_left: number } } } };
            };
        };
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                201: { headers: { [name: string]: unknown }; content: { "application/json": { second_factor: { secret: string; uri: string; qr_svg: string } } } };
            };
        };
        delete: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/confirm": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { code: string } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { recovery_codes: string[] } } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/recovery-codes": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { recovery_codes: string[] } } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { display_name?: string | null; bio?: string | null } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { user: components["schemas"]["Person"] } } };
            };
        };
        trace?: never;
    };
    "/api/v1/users/me/settings": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { settings: components["schemas"]["Settings"] } } };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": Partial<components["schemas"]["Settings"]> } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { settings: components["schemas"]["Settings"] } } };
            };
        };
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
        get: {
            parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { user: components["schemas"]["Person"]; stats: { [key: string]: number }; relationship: { self: boolean } } } };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: { status?: "pending" | "active" | "deleted"; q?: string; limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { users: components["schemas"]["Member"][]; meta: components["schemas"]["Meta"] & { pending_count: number } } } };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}": {
        parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
        get: {
            parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { user: components["schemas"]["Member"] } } };
            };
        };
        put?: never;
        post?: never;
        delete: {
            parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
            requestBody: { content: { "application/json": { is_admin: boolean } } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { user: components["schemas"]["Member"] } } };
            };
        };
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/approve": {
        parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { user: components["schemas"]["Member"] } } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/restore": {
        parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { user: components["schemas"]["Member"] } } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/sessions": {
        parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/reset-link": {
        parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
        get?: never;
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path: { user_id: string }; cookie?: never };
            requestBody?: never;
            responses: {
                201: { headers: { [name: string]: unknown }; content: { "application/json": { link: { url: string; expires_at: string } } } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invites": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: { limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { invites: components["schemas"]["Invite"][]; meta: components["schemas"]["Meta"] } } };
            };
        };
        put?: never;
        post: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": { note?: string | null; max_uses: number; expires_in_days: number } } };
            responses: {
                201: { headers: { [name: string]: unknown }; content: { "application/json": { invite: components["schemas"]["Invite"] } } };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invites/{invite_id}": {
        parameters: { query?: never; header?: never; path: { invite_id: string }; cookie?: never };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: { query?: never; header?: never; path: { invite_id: string }; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Empty"] } };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/config": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { config: components["schemas"]["Config"] } } };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: { query?: never; header?: never; path?: never; cookie?: never };
            requestBody: { content: { "application/json": Partial<components["schemas"]["Config"]> } };
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { config: components["schemas"]["Config"] } } };
            };
        };
        trace?: never;
    };
    "/api/v1/admin/audit-logs": {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        get: {
            parameters: { query?: { limit?: number; cursor?: string; action?: string }; header?: never; path?: never; cookie?: never };
            requestBody?: never;
            responses: {
                200: { headers: { [name: string]: unknown }; content: { "application/json": { logs: components["schemas"]["AuditEntry"][]; meta: components["schemas"]["Meta"] } } };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}

export type webhooks = Record<string, never>;

export interface components {
    schemas: {
        Me: { id: string; username: string; email: string | null; display_name: string | null; is_admin: boolean; two_factor: boolean; created_at: string; approved_at: string | null };
        Member: { id: string; username: string; display_name: string | null; email: string | null; status: "pending" | "active" | "deleted"; is_admin: boolean; two_factor: boolean; created_at: string; approved_at: string | null; deleted_at: string | null; last_seen_at: string | null };
        Person: { id: string; username: string; display_name: string | null; bio: string | null; created_at: string };
        Session: { id: string; device: string; address: string | null; created_at: string; last_seen_at: string; expires_at: string; current: boolean };
        MySession: components["schemas"]["Session"] & { reauthenticated_at: string | null };
        Invite: { id: string; code: string; url: string; note: string | null; max_uses: number; uses: number; created_at: string; expires_at: string; created_by: { id: string; username: string } };
        AuditEntry: { id: string; admin_user_id: string | null; admin_username: string | null; action: string; target_type: string | null; target_id: string | null; target_label: string | null; details: { [key: string]: unknown }; created_at: string };
        Config: { site_name: string; site_description: string; signup_mode: "approval" | "invite" | "open"; link_metadata_enabled: boolean };
        Site: { name: string; description: string; signup_mode: "approval" | "invite" | "open"; needs_first_admin: boolean; mail_enabled: boolean };
        Settings: { theme: "system" | "light" | "dark"; text_size: "small" | "normal" | "large"; reduce_motion: boolean; locale: string; timezone: string };
        SignedIn: { id: string; username: string; email: string | null; is_admin: boolean; message: string };
        Tokens: { access_token: string; token_type: string; expires_in: number; refresh_token: string };
        Meta: { cursor: string | null; has_more: boolean };
        Empty: Record<string, never>;
        Problem: { error: string; code: string; details?: { [key: string]: unknown }; request_id: string };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}

export type $defs = Record<string, never>;
export type operations = Record<string, never>;
