package dev.leadloop.security;

import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.local.StartupNote;
import dev.leadloop.local.process.DataFolder;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.transaction.support.TransactionTemplate;

/** Every request passes here: a bearer key says who calls, the table says whether that role may, the rest is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  SecurityFilterChain api(HttpSecurity http, ApiKeys keys, SecurityProblems problems, PublicAddress address)
      throws Exception {
    return http.headers(headers -> TlsAlone.tell(headers, address))
        .csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new BearerKeyFilter(keys, problems), AuthorizationFilter.class)
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .authorizeHttpRequests(
            calls -> {
              calls.requestMatchers(AccessTable.OPEN.toArray(String[]::new)).permitAll();
              AccessTable.grant(calls, AccessTable.rules());
              calls.anyRequest().denyAll();
            })
        .build();
  }

  /** The cookie of the session goes where people reach us by https and nowhere else. */
  @Bean
  ServletContextInitializer cookieForTlsAlone(PublicAddress address) {
    return context -> {
      if (address.secure()) {
        context.getSessionCookieConfig().setSecure(true);
      }
    };
  }

  @Bean
  AdminKey adminKey(
      ApiKeys keys,
      ApiKeyStore store,
      AuditStore audit,
      TransactionTemplate transaction,
      DataFolder folder,
      Clock clock,
      @Value("${leadloop.admin-key:}") String given) {
    return new AdminKey(keys, store, audit, transaction, folder, clock, given);
  }

  @Bean
  StartupNote adminKeyNote(AdminKey adminKey) {
    return adminKey.startupNote();
  }

  /** There are no passwords for Spring to check; without this bean Boot would make up a user. */
  @Bean
  AuthenticationManager noPasswords() {
    return authentication -> {
      throw new BadCredentialsException("only keys are taken");
    };
  }
}
