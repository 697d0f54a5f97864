package dev.leadloop.api.description;

import io.swagger.v3.core.jackson.TypeNameResolver;

/** Names schemas so that no two types share one: a type within another bears the other's name before its own. */
final class SchemaNames extends TypeNameResolver {
  private static final String NOISE = "(Controller|Store|Requests|Records)$";

  @Override
  protected String getNameOfClass(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    if (around == null) {
      return super.getNameOfClass(type);
    }
    String prefix = getNameOfClass(around).replaceFirst(NOISE, "");
    return type.getSimpleName().startsWith(prefix) ? type.getSimpleName() : prefix + type.getSimpleName();
  }
}
