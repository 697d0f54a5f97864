package dev.leadloop.worker.temporal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and how this process polls Temporal.
 *
 * @param enabled whether it does work at all; false leaves a process that only answers HTTP
 */
@ConfigurationProperties("leadloop.worker")
public record WorkerSettings(@DefaultValue("true") boolean enabled) {}
