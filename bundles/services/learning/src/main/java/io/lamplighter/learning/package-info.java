/** Learns from what people make of the desk's judgements (从人工纠正中学习). */
@NullMarked
package io.lamplighter.learning;

import org.jspecify.annotations.NullMarked;
