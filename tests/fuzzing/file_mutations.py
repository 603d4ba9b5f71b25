"""(being written)"""
def mutated_file(number, seed=0): return "a.txt", b"a"
