-- The Sandbox's own tables, inside the schema that the host's `migrate` verb made for it.
create table if not exists sandbox.clock (
    id int primary key check (id = 1),
    offset_ms bigint not null);
insert into sandbox.clock values (1, 0) on conflict do nothing;

-- One table for every Stripe resource: the body is what Stripe would answer, the details what it keeps to itself.
create table if not exists sandbox.stripe_objects (
    id text primary key,
    kind text not null,
    seq bigserial not null,
    created bigint not null,
    body json not null,
    details json not null);
create index if not exists stripe_objects_by_kind on sandbox.stripe_objects (kind, seq desc);
create index if not exists stripe_objects_by_intent on sandbox.stripe_objects ((body ->> 'payment_intent'))
    where body ->> 'payment_intent' is not null;
create index if not exists stripe_objects_by_customer on sandbox.stripe_objects ((body ->> 'customer'))
    where body ->> 'customer' is not null;
create index if not exists stripe_sessions_due on sandbox.stripe_objects (((body ->> 'expires_at')::bigint))
    where kind = 'checkout.session' and body ->> 'status' = 'open';
create index if not exists stripe_subscriptions_due on sandbox.stripe_objects (((details ->> 'due')::bigint))
    where kind = 'subscription' and details ->> 'due' is not null;
create index if not exists stripe_invoices_by_subscription on sandbox.stripe_objects ((body #>> '{parent,subscription_details,subscription}'))
    where kind in ('invoice', 'invoiceitem');

create index if not exists stripe_objects_by_charge on sandbox.stripe_objects ((body ->> 'charge'))
    where body ->> 'charge' is not null;
create index if not exists stripe_objects_by_source on sandbox.stripe_objects ((body ->> 'source'))
    where kind = 'balance_transaction';
create index if not exists stripe_balance_pending on sandbox.stripe_objects (((body ->> 'available_on')::bigint))
    where kind = 'balance_transaction' and body ->> 'status' = 'pending';
create index if not exists stripe_outcomes_due on sandbox.stripe_objects (((details ->> 'outcome_due')::bigint))
    where kind in ('charge', 'refund') and details ->> 'outcome_due' is not null;

create table if not exists sandbox.stripe_idempotency (
    key text primary key,
    endpoint text not null,
    fingerprint text not null,
    status int not null,
    body text not null,
    created_ms bigint not null);

create table if not exists sandbox.stripe_requests (
    id text primary key,
    seq bigserial not null,
    at_ms bigint not null,
    method text not null,
    path text not null,
    status int not null,
    idempotency_key text,
    replayed boolean not null);
create index if not exists stripe_requests_by_seq on sandbox.stripe_requests (seq desc);

create table if not exists sandbox.stripe_faults (
    id bigserial primary key,
    method text,
    path text not null,
    kind text not null,
    remaining int not null);

create table if not exists sandbox.webhook_mode (
    id int primary key check (id = 1),
    hold boolean not null,
    copies int not null,
    shuffle boolean not null);
insert into sandbox.webhook_mode values (1, false, 1, false) on conflict do nothing;

create table if not exists sandbox.deliveries (
    id bigserial primary key,
    event_id text not null references sandbox.stripe_objects (id),
    type text not null,
    lane text not null,
    state text not null check (state in ('pending', 'sending', 'delivered', 'failed')),
    attempts int not null default 0,
    created_ms bigint not null,
    due_ms bigint not null,
    delivered_ms bigint,
    last_status int,
    last_error text);
create index if not exists deliveries_due on sandbox.deliveries (due_ms, id) where state = 'pending';
create index if not exists deliveries_by_event on sandbox.deliveries (event_id);

create table if not exists sandbox.emails (
    id uuid primary key,
    seq bigserial not null,
    at_ms bigint not null,
    sender text not null,
    recipients text[] not null,
    subject text not null,
    html text,
    text text,
    message json not null);
create index if not exists emails_by_seq on sandbox.emails (seq desc);

create table if not exists sandbox.email_idempotency (
    key text primary key,
    fingerprint text not null,
    email uuid not null,
    created_ms bigint not null);

create table if not exists sandbox.vendor_modes (
    vendor text primary key,
    mode text not null);

create table if not exists sandbox.verifications (
    sid text primary key,
    service text not null,
    account text not null,
    phone text not null,
    code text not null,
    status text not null check (status in ('pending', 'approved')),
    checks int not null default 0,
    attempt_sids text[] not null,
    attempts_ms bigint[] not null,
    created_ms bigint not null,
    updated_ms bigint not null);
create index if not exists verifications_by_phone on sandbox.verifications (phone, service, created_ms desc);

-- Every text to or from a phone; what Verify sends is no message of the account and is hidden from its list.
create table if not exists sandbox.texts (
    sid text primary key,
    seq bigserial not null,
    kind text not null check (kind in ('verify', 'outbound-api', 'outbound-reply', 'inbound')),
    account text not null,
    service text,
    sender text not null,
    recipient text not null,
    body text not null,
    code text,
    status text not null,
    error_code int,
    status_callback text,
    created_ms bigint not null,
    sent_ms bigint,
    updated_ms bigint not null);
create index if not exists texts_by_seq on sandbox.texts (seq desc);
create index if not exists texts_by_recipient on sandbox.texts (recipient, seq desc);
create index if not exists texts_by_sender on sandbox.texts (sender, seq desc);
create index if not exists texts_moving on sandbox.texts (seq) where status in ('accepted', 'queued', 'sent');

create table if not exists sandbox.opt_outs (
    phone text not null,
    sender text not null,
    at_ms bigint not null,
    primary key (phone, sender));

create table if not exists sandbox.twilio_callbacks (
    id bigserial primary key,
    message text not null references sandbox.texts (sid),
    url text not null,
    fields json not null,
    state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
    attempts int not null default 0,
    last_status int,
    last_error text);
create index if not exists twilio_callbacks_due on sandbox.twilio_callbacks (id) where state = 'pending';

create table if not exists sandbox.meta_events (
    id bigserial primary key,
    source text not null check (source in ('server', 'browser')),
    pixel text not null,
    event_name text not null,
    event_id text,
    event_time bigint not null,
    url text,
    user_data json not null,
    custom_data json,
    test_event_code text,
    received_ms bigint not null);
create index if not exists meta_events_by_event on sandbox.meta_events (event_id, event_name, pixel) where event_id is not null;
