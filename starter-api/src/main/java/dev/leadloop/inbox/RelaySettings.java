package dev.leadloop.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the inbox reaches the workflows.
 *
 * @param enabled whether this process rings and reconciles at all; another process may do it
 * @param reconcileEvery pause between two looks for leads without a running workflow
 * @param showCompany whether lists in Temporal may show a lead's company
 */
@ConfigurationProperties("leadloop.relay")
public record RelaySettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("3m") Duration reconcileEvery,
    @DefaultValue("true") boolean showCompany) {}
