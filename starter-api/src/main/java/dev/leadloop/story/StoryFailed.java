package dev.leadloop.story;

/** The story did not go as it must; the message says where. */
final class StoryFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoryFailed(String message) {
    super(message);
  }
}
