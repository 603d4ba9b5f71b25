"""One formula, evaluated exactly and explained."""

import kinerja_formula as kf

formula = "Jumlah pegawai disiplin -----x100% Jumlah total pegawai"
result = kf.evaluate(formula, {"Jumlah pegawai disiplin": 17, "Jumlah total pegawai": "24 orang"})

print(result)
print(repr(result.value), result.unit)
print()
print(result.explain())
