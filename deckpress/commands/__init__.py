"""The commands, a module each: `add` tells argparse its options, `run` does it and returns the exit code.

Only the standard library is imported at the top of them, so that help, wrong usage and a build with nothing to do
answer at once.
"""
