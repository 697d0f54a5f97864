package dev.leadloop.policies;

import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.draft.PolicyDraftStore;
import dev.leadloop.policyfile.draft.PolicyDrafts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The parts that drafts need. */
@Configuration(proxyBeanMethods = false)
class PolicyDraftConfiguration {
  @Bean
  PolicySettings policySettings(
      @Value("${leadloop.policy-approvals:2}") int approvals, @Value("${leadloop.policy-direct:true}") boolean direct) {
    return new PolicySettings(approvals, direct);
  }

  @Bean
  PolicyDrafts policyDrafts(JdbcClient jdbc, PolicyCatalog catalog, PolicySettings settings) {
    return new PolicyDrafts(new PolicyDraftStore(jdbc), catalog, settings.approvals());
  }
}
