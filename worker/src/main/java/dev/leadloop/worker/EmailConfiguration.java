package dev.leadloop.worker;

import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.saved.MailTexts;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.TemplateException;
import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.LinkTokens;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailSettingsException;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.EmailTransports;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.OutboxErasing;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.email.transport.SamplesStayHere;
import dev.leadloop.email.transport.SignInRefusals;
import dev.leadloop.erasure.Erases;
import dev.leadloop.keys.SecretStore;
import dev.leadloop.worker.start.StartFailure;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mail: its settings, its texts, the way it leaves and the key that signs its links. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmailProperties.class)
class EmailConfiguration {
  @Bean
  EmailSettings emailSettings(EmailProperties properties) {
    try {
      return properties.settings();
    } catch (IllegalArgumentException e) {
      throw new StartFailure("the mail settings cannot be used: " + e.getMessage(), e);
    }
  }

  @Bean
  SignInRefusals signInRefusals(Clock clock) {
    return new SignInRefusals(clock);
  }

  @Bean
  EmailTransport emailTransport(EmailSettings settings, Clock clock, ReplyAddresses addresses, SignInRefusals refusals) {
    try {
      return new SamplesStayHere(refusals.noticing(EmailTransports.create(settings, clock, addresses)));
    } catch (EmailSettingsException e) {
      throw new StartFailure("the mail settings cannot be used: " + e.getMessage(), e);
    }
  }

  @Bean
  EmailTemplates emailTemplates(EmailProperties properties) {
    Path own = properties.email().templates();
    try {
      return own == null ? EmailTemplates.starter() : EmailTemplates.starter().with(own);
    } catch (TemplateException e) {
      throw new StartFailure("the mail texts of leadloop.email.templates cannot be used: " + e.getMessage(), e);
    }
  }

  /** Where mails go out otherwise the folder is not there, or has those of before. */
  @Bean
  Erases outboxErasing(EmailSettings settings) {
    return new OutboxErasing(settings.outboxFolder());
  }

  /** The texts of files and those that people saved. */
  @Bean
  MailTexts mailTexts(JdbcClient jdbc, EmailTemplates files, Clock clock) {
    return new MailTexts(jdbc, files, clock);
  }

  @Bean
  SecretStore secretStore(JdbcClient jdbc) {
    return new SecretStore(jdbc);
  }

  // In the database and not in a file, since every process that writes or reads links needs the same one.
  @Bean
  SignedTokens signedTokens(SecretStore secrets, Clock clock) {
    return new SignedTokens(secrets.randomOnce("link-key", 32), clock);
  }

  @Bean
  ReplyAddresses replyAddresses(
      @Value("${leadloop.email.reply-address:}") String replies,
      @Value("${leadloop.email.bounce-address:}") String bounces,
      SecretStore secrets) {
    try {
      return new ReplyAddresses(mailbox(replies), mailbox(bounces), secrets.randomOnce("reply-key", 32));
    } catch (IllegalArgumentException e) {
      throw new StartFailure("leadloop.email.reply-address or bounce-address cannot be used: " + e.getMessage(), e);
    }
  }

  private static @Nullable Mailbox mailbox(String address) {
    return address.isBlank() ? null : Mailbox.of(address.strip());
  }

  @Bean
  UnsubscribeTokens unsubscribeTokens(SignedTokens tokens) {
    return new UnsubscribeTokens(tokens);
  }

  @Bean
  HandoffTokens handoffTokens(SignedTokens tokens, Clock clock) {
    return new HandoffTokens(tokens, clock);
  }

  @Bean
  ConfirmationTokens confirmationTokens(SignedTokens tokens) {
    return new ConfirmationTokens(tokens);
  }

  @Bean
  LinkTokens linkTokens(SignedTokens tokens) {
    return new LinkTokens(tokens);
  }

  /** Links lead through us unless the provider counts clicks itself. */
  @Bean
  EmailComposer emailComposer(
      EmailSettings settings,
      EmailTransport transport,
      MailTexts templates,
      UnsubscribeTokens tokens,
      ReplyAddresses replies,
      EmailProperties properties) {
    boolean ownLinks = properties.email().ownLinks() && !transport.countsClicks();
    return new EmailComposer(settings, templates, tokens, replies, ownLinks);
  }
}
