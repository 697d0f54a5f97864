package dev.leadloop.measures.counting;

import dev.leadloop.record.PolicySource;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures over the store, by the settings of the organisation. */
@Configuration(proxyBeanMethods = false)
public class MeasuringConfiguration {

  @Bean
  Measuring measuring(
      JdbcClient jdbc,
      PolicySource policies,
      InstantSource clock,
      @Value("${leadloop.organisation.time-zone:UTC}") String zone,
      @Value("${leadloop.measures.currency:}") String currency,
      @Value("${leadloop.measures.rates:}") String file) {
    return new Measuring(new CountStore(jdbc, policies), rates(currency.strip(), file.strip()), zone(zone.strip()), clock);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "leadloop.organisation.time-zone is '" + name + "', which is no time zone; write one such as Europe/Berlin", unknown);
    }
  }

  private static Rates rates(String currency, String file) {
    if (currency.isEmpty() != file.isEmpty()) {
      throw new IllegalArgumentException("leadloop.measures.currency and leadloop.measures.rates need each other: the currency"
          + " that values come to, and the file of its rates");
    }
    if (currency.isEmpty()) {
      return Rates.NONE;
    }
    try {
      return RateFile.read(Currency.getInstance(currency), Path.of(file));
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException("leadloop.measures.currency and .rates cannot be taken: "
          + (bad.getMessage() == null ? "'" + currency + "' is no code of ISO 4217, such as EUR" : bad.getMessage()), bad);
    }
  }
}
