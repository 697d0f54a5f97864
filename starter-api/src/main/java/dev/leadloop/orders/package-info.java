/** What people order about a lead, how it is given and what came of it; it knows neither the calls nor the pages that give it. */
@NullMarked
package dev.leadloop.orders;

import org.jspecify.annotations.NullMarked;
