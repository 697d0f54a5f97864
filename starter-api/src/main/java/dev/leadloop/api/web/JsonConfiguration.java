package dev.leadloop.api.web;

import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Requests are read strictly: an unknown or doubled property, a number where text belongs, a text that cannot be stored, or
 * nothing where a list or a map has to hold something, is a mistake to be told, and so is a number that would be cut. Blanks and characters that cannot be seen are
 * taken off the edges of every text.
 */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

  @Bean
  JsonMapperBuilderCustomizer strictRequests() {
    SimpleModule strict = new SimpleModule("strict-requests");
    strict.addDeserializer(String.class, new StrictJson.Text());
    strict.addKeyDeserializer(String.class, new StrictJson.Name());
    strict.addDeserializer(JsonNode.class, new StrictJson.Tree());
    strict.addDeserializer(Instant.class, new StrictJson.Time());
    return json ->
        json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                LogicalType.Integer, coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(LogicalType.Float, JsonConfiguration::refuseTexts)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .addModule(strict);
  }

  /** An amount that is written as a text may be one number here and another there. */
  private static void refuseTexts(MutableCoercionConfig numbers) {
    numbers
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }
}
