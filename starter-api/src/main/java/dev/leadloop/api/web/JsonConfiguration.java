package dev.leadloop.api.web;

import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.time.LocalDate;
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
 * nothing where a list or a map has to hold something, is a mistake to be told, and so is a number that would be cut. A whole
 * number, true or false may be written as a text, as form tools do, since it can mean one thing only: "150", never "1.5" or
 * "1e3". Blanks and characters that cannot be seen are taken off the edges of every text.
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
    strict.addDeserializer(PlainValueRequest.class, new StrictJson.Plain());
    strict.addDeserializer(LocalDate.class, new StrictJson.Day());
    return json ->
        json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                LogicalType.Integer, coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(LogicalType.Float, JsonConfiguration::refuseTexts)
            .withCoercionConfig(LogicalType.Boolean, JsonConfiguration::refuseNumbers)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .addModule(strict);
  }

  /** Any number but 0 would be true. */
  private static void refuseNumbers(MutableCoercionConfig truths) {
    truths
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }

  /** An amount that is written as a text may be one number here and another there. */
  private static void refuseTexts(MutableCoercionConfig numbers) {
    numbers
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }
}
