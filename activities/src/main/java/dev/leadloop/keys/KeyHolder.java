package dev.leadloop.keys;

/** Who holds a key. */
public enum KeyHolder {
  /** Somebody who reads and decides. */
  PERSON,
  /** A website, an import or another program: may do what its role may, and approves of no draft of the policy. */
  SYSTEM
}
