package dev.leadloop.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls of SendGrid prove themselves.
 *
 * @param webhookKey the verification key of the Event Webhook; null refuses every call
 * @param webhookTolerance how old a signed call may be; SendGrid repeats one for a day and more, and an event that came
 *     before changes nothing
 */
@ConfigurationProperties("leadloop.sendgrid")
record ProviderProperties(@Nullable String webhookKey, @DefaultValue("48h") Duration webhookTolerance) {}
