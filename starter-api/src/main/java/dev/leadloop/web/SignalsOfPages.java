package dev.leadloop.web;

import dev.leadloop.intake.IntakeWarnings;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NamedSignalTypes;
import dev.leadloop.policyfile.PolicyCatalog;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at the start which signals of pages and hosted forms mean nothing: nobody who sends a form could be told. */
@Component
class SignalsOfPages {
  private static final Logger LOG = LoggerFactory.getLogger(SignalsOfPages.class);

  private final WebSettings settings;
  private final PolicyCatalog policies;

  SignalsOfPages(WebSettings settings, PolicyCatalog policies) {
    this.settings = settings;
    this.policies = policies;
  }

  @EventListener(ApplicationReadyEvent.class)
  void warn() {
    LeadPolicy policy = policies.latest();
    Set<String> known = NamedSignalTypes.namedIn(policy);
    Map<String, String> bySetting = new TreeMap<>();
    settings.pages().forEach((path, signal) -> bySetting.put("leadloop.web.pages[" + path + "]", signal));
    settings.forms().forEach((id, form) -> bySetting.put("leadloop.web.forms." + id + ".signal", form.signal()));
    bySetting.forEach((setting, signal) ->
        IntakeWarnings.signalType(setting, signal, known, policy.version()).ifPresent(warning -> LOG.warn("{}", warning)));
  }
}
