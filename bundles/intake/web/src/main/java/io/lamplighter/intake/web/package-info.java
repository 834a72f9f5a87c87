/** The web and app channel: submissions in, tracking out. */
@NullMarked
package io.lamplighter.intake.web;

import org.jspecify.annotations.NullMarked;
