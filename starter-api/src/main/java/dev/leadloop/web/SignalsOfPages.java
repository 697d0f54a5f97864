package dev.leadloop.web;

import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.policy.names.PolicyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at the start which signals and questions of pages and hosted forms count for nothing: no visitor could be told. */
@Component
class SignalsOfPages {
  private static final Logger LOG = LoggerFactory.getLogger(SignalsOfPages.class);

  private final WebSettings settings;
  private final NamesInForce names;

  SignalsOfPages(WebSettings settings, NamesInForce names) {
    this.settings = settings;
    this.names = names;
  }

  @EventListener(ApplicationReadyEvent.class)
  void warn() {
    warnings(settings, names.newest()).forEach(warning -> LOG.warn("{}", warning));
  }

  /** The warnings, each with the setting it is about. */
  static List<Warning> warnings(WebSettings settings, PolicyNames names) {
    List<Warning> warnings = new ArrayList<>();
    new TreeMap<>(settings.pages()).forEach((path, signal) ->
        IntakeWarnings.signalType("leadloop.web.pages[" + path + "]", signal, names).ifPresent(warnings::add));
    new TreeMap<>(settings.forms()).forEach((id, form) -> {
      warnings.addAll(Forms.warnings("leadloop.web.forms." + id + ".", HostedForm.of(id, form), names));
    });
    return warnings;
  }
}
