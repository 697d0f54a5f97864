package dev.leadloop.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** Every function of the product that reads text and needs nothing else for it, found in its class files. */
final class TextFunctions {
  /** What a parameter is given when all text is that one; a function with any other kind of parameter is not called here. */
  private static final Map<String, Function<String, Object>> GIVEN = Map.ofEntries(
      Map.entry("java.lang.String", text -> text),
      Map.entry("java.lang.CharSequence", text -> text),
      Map.entry("java.lang.Object", text -> text),
      Map.entry("byte[]", text -> text.getBytes(StandardCharsets.UTF_8)),
      Map.entry("java.util.List<java.lang.String>", List::of),
      Map.entry("java.util.Collection<java.lang.String>", List::of),
      Map.entry("java.util.Set<java.lang.String>", Set::of),
      Map.entry("java.util.Map<java.lang.String, java.lang.String>", text -> Map.of("x", text)),
      Map.entry("java.util.Map<java.lang.String, byte[]>", text -> Map.of("text", text.getBytes(StandardCharsets.UTF_8))),
      Map.entry("java.util.Optional<java.lang.String>", Optional::of),
      Map.entry("java.util.Locale", text -> Locale.ENGLISH),
      Map.entry("java.time.ZoneId", text -> java.time.ZoneOffset.UTC),
      Map.entry("java.time.Instant", text -> java.time.Instant.EPOCH),
      Map.entry("boolean", text -> true),
      Map.entry("int", text -> 10),
      Map.entry("long", text -> 10L),
      Map.entry("char", text -> ','));

  /** Those that read a file of the product, which is named by the text. */
  private static final Set<String> OF_OUR_FILES =
      Set.of("dev.leadloop.lead.text.RuleLines.of", "dev.leadloop.mime.Rows.of", "dev.leadloop.reply.Phrase.parts");

  private TextFunctions() {}

  /** One function. */
  interface TextFunction {
    String name();

    /** Has it read the text; whether it refuses that does not matter. */
    void read(String text) throws Exception;
  }

  private record Found(String name, Executable code, List<Function<String, Object>> parameters) implements TextFunction {
    @Override
    public void read(String text) throws ReflectiveOperationException {
      Object[] given = parameters.stream().map(parameter -> parameter.apply(text)).toArray();
      try {
        if (code instanceof Method method) {
          method.invoke(null, given);
        } else {
          ((Constructor<?>) code).newInstance(given);
        }
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
      }
    }
  }

  /** All of them, by name. */
  static List<TextFunction> all() {
    List<TextFunction> all = new ArrayList<>();
    for (Resource file : ProductClasses.all()) {
      Class<?> type = type(file);
      if (type != null && !type.isInterface() && !type.isEnum()) {
        Arrays.stream(type.getDeclaredMethods()).filter(TextFunctions::isFunction).forEach(method -> add(all, method));
        if (type.isRecord()) {
          Arrays.stream(type.getDeclaredConstructors()).forEach(constructor -> add(all, constructor));
        }
      }
    }
    all.sort(Comparator.comparing(TextFunction::name));
    return all;
  }

  private static boolean isFunction(Method method) {
    return Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic()
        && !method.getName().equals("main");
  }

  private static void add(List<TextFunction> all, Executable code) {
    List<@Nullable Function<String, Object>> given =
        Arrays.stream(code.getGenericParameterTypes()).map(parameter -> GIVEN.get(name(parameter))).toList();
    boolean reads = Arrays.stream(code.getGenericParameterTypes()).map(TextFunctions::name).anyMatch(TextFunctions::isText);
    String name = code.getDeclaringClass().getName() + (code instanceof Method method ? "." + method.getName() : "");
    if (reads && !given.contains(null) && !OF_OUR_FILES.contains(name)) {
      code.setAccessible(true);
      all.add(new Found(name, code, given));
    }
  }

  private static boolean isText(String parameter) {
    return parameter.contains("java.lang.String") || parameter.equals("java.lang.CharSequence") || parameter.contains("byte[]");
  }

  private static String name(Type type) {
    return type instanceof ParameterizedType ? type.toString().replaceAll(" *\\[B", "byte[]") : type.getTypeName();
  }

  private static @Nullable Class<?> type(Resource file) {
    try (var bytes = file.getInputStream()) {
      String name = new org.springframework.asm.ClassReader(bytes).getClassName().replace('/', '.');
      return name.endsWith("package-info") ? null : Class.forName(name, false, TextFunctions.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      throw new IllegalStateException("A class of the product cannot be read: " + file, e);
    }
  }
}
