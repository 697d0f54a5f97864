@NullMarked
package dev.leadloop.connect.salesforce;

import org.jspecify.annotations.NullMarked;
