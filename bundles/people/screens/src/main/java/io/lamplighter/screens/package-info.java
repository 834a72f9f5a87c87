/** Serves the frame of the hall, and the screens of the bundles that bring some. */
@NullMarked
package io.lamplighter.screens;

import org.jspecify.annotations.NullMarked;
