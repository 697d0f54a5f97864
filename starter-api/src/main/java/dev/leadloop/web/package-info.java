/** The company's own pages seen from here: the script that tells of visits, hosted forms, and what may call us from where. */
@NullMarked
package dev.leadloop.web;

import org.jspecify.annotations.NullMarked;
