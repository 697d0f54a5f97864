-- What was begun or told in the last hour, among all there ever was.
create index send_reserved on send (reserved_at);
create index provider_event_received on provider_event (received_at);
