/** Where decisions are made and recorded in one transaction, and where their effects are carried out. */
@NullMarked
package dev.leadloop.record;

import org.jspecify.annotations.NullMarked;
