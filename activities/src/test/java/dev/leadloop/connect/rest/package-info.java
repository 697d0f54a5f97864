@NullMarked
package dev.leadloop.connect.rest;

import org.jspecify.annotations.NullMarked;
