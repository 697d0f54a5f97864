@NullMarked
package dev.leadloop.connect.hubspot;

import org.jspecify.annotations.NullMarked;
