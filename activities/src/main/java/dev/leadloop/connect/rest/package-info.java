/** Any system with an interface of JSON over HTTP, told by its mapping alone how it is asked. */
@NullMarked
package dev.leadloop.connect.rest;

import org.jspecify.annotations.NullMarked;
