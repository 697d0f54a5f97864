@NullMarked
package dev.leadloop.web;

import org.jspecify.annotations.NullMarked;
