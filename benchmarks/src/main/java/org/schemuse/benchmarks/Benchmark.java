package org.schemuse.benchmarks;

/** Something that is measured in one go, so that its numbers can be compared with each other. */
interface Benchmark {
    /** What it is called on the command line, and the name of its page in docs/benchmarks. */
    String name();

    /** What is measured and how, in sentences: the head of its page. */
    String about();

    /** Measures. What cannot be measured here, because a program is missing, is a note in the result and no failure. */
    Result run(Setting setting) throws Exception;
}
