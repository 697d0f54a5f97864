/** What people ask of backtests: beginning, following and stopping one, by call and page. */
@NullMarked
package dev.leadloop.backtests;

import org.jspecify.annotations.NullMarked;
