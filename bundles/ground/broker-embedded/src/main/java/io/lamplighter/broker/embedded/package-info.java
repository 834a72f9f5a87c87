@NullMarked
package io.lamplighter.broker.embedded;

import org.jspecify.annotations.NullMarked;
