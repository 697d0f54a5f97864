package dev.leadloop.api;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.cache.DefaultCacheAwareContextLoaderDelegate;
import org.springframework.test.context.support.DefaultBootstrapContext;

/**
 * Test classes that share a running server and its record run one after another; those of different servers run beside each
 * other. Most need nothing of their own: they share two servers, so that both cores have work.
 */
public final class OneRecordAtATime implements ResourceLocksProvider {
  private static final Map<MergedContextConfiguration, String> SERVERS = new ConcurrentHashMap<>();

  @Override
  public Set<Lock> provideForClass(Class<?> testClass) {
    SpringBootTestContextBootstrapper bootstrapper = new SpringBootTestContextBootstrapper();
    bootstrapper.setBootstrapContext(new DefaultBootstrapContext(testClass, new DefaultCacheAwareContextLoaderDelegate()));
    return Set.of(new Lock(SERVERS.computeIfAbsent(
        bootstrapper.buildMergedContextConfiguration(), first -> "the server of " + testClass.getName())));
  }

  /** Gives each class that asks for nothing of its own one of two servers, always the same. */
  public static final class TwoServers implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
        Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
      return hasOwn(testClass) ? null : new Named("server-" + Math.floorMod(testClass.getName().hashCode(), 2));
    }

    private static boolean hasOwn(Class<?> testClass) {
      MergedAnnotations annotations = MergedAnnotations.from(testClass, MergedAnnotations.SearchStrategy.SUPERCLASS);
      return annotations.isPresent(TestPropertySource.class) || annotations.isPresent(Import.class)
          || ofOwn(testClass).anyMatch(method -> method.isAnnotationPresent(DynamicPropertySource.class));
    }

    private static Stream<Method> ofOwn(Class<?> testClass) {
      return Stream.<Class<?>>iterate(testClass, Objects::nonNull, Class::getSuperclass)
          .takeWhile(type -> type != ApiTest.class)
          .flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
    }
  }

  private record Named(String name) implements ContextCustomizer {
    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
      TestPropertyValues.of("spring.application.name=" + name).applyTo(context);
    }
  }
}
