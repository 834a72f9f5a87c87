/** The demo city and its storm. */
@NullMarked
package io.lamplighter.demo;

import org.jspecify.annotations.NullMarked;
