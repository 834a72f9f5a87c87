@NullMarked
package io.lamplighter.intake.meters;

import org.jspecify.annotations.NullMarked;
