package dev.leadloop.webhook;

/** Says that events of a provider were committed, so that they are told at once and not with the next sweep. */
@FunctionalInterface
interface ProviderBell {
  /** Returns at once; nothing is lost if it is never called. */
  void wake();
}
