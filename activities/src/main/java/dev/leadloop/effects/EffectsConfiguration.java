package dev.leadloop.effects;

import dev.leadloop.notify.SalesNotices;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.sending.NurtureSending;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What carries the effects of decisions out. */
@Configuration(proxyBeanMethods = false)
public class EffectsConfiguration {

  @Bean
  LeadEffects leadEffects(LeadRecords records, NurtureSending sending, SalesNotices notices) {
    return new LeadEffects(records.effects(), sending, notices);
  }
}
